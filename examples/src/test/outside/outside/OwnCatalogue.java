package outside;

import java.util.List;
import org.keras4j.core.Catalogue;
import org.keras4j.core.Entry;
import org.keras4j.initializers.Initializers;

/** What a library brings along; empty in the start that registers the classes one by one. */
public final class OwnCatalogue implements Catalogue {

  /** For {@code ServiceLoader}. */
  public OwnCatalogue() {}

  @Override
  public List<Entry<?>> entries() {
    if ("early".equals(System.getProperty("catalogue"))) {
      Initializers.get("ones"); // a mistake
    }
    return Boolean.getBoolean("catalogue") ? Parts.entries() : List.of();
  }
}
