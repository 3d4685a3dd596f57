package outside;

import org.keras4j.FitOptions;
import org.keras4j.Model;
import org.keras4j.tuner.HyperModel;
import org.keras4j.tuner.Oracle;
import org.keras4j.tuner.OracleOptions;
import org.keras4j.tuner.Trial;
import org.keras4j.tuner.Tuner;

/** A search by an oracle of one's own, which trains each model for some epochs. */
public final class OwnTuner extends Tuner<OwnTuner> {

  private int epochs = 1;

  public OwnTuner(HyperModel.Builder builder) {
    super(HyperModel.of(builder));
  }

  public OwnTuner epochs(int value) {
    changeable();
    epochs = value;
    return this;
  }

  @Override
  protected Oracle createOracle(OracleOptions options) {
    return new OwnOracle(options);
  }

  @Override
  protected void beforeFit(Trial trial, Model model, FitOptions options) {
    options.epochs(epochs);
  }
}
