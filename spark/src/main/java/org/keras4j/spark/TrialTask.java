package org.keras4j.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serial;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.jspecify.annotations.Nullable;
import org.keras4j.FitOptions;
import org.keras4j.tuner.FatalTrialException;
import org.keras4j.tuner.internal.RemoteTrials;
import org.keras4j.tuner.internal.TrialOrder;
import org.keras4j.tuner.internal.TrialReport;
import org.keras4j.tuner.internal.TrialReport.Failure;
import org.keras4j.tuner.internal.TrialReport.Kind;

/**
 * Runs a trial as a Spark task. What the model does wrong is its result, so that Spark does not try
 * it again; what the machine does wrong is an exception.
 */
final class TrialTask<D> implements Function<Integer, byte[]> {
  @Serial private static final long serialVersionUID = 1L;

  private final SearchProgram<D> program;
  private final TrialOrder order;

  TrialTask(SearchProgram<D> program, TrialOrder order) {
    this.program = program;
    this.order = order;
  }

  @Override
  public byte[] call(Integer partition) throws Exception {
    TaskContext task = TaskContext.get();
    TaskThreads.limit(task.cpus());
    return ExecutorData.use(program.search(), program.loader(), data -> run(task, data)).toBytes();
  }

  private TrialResultParcel run(TaskContext task, D data) throws IOException {
    // Spark clears its folder up, also after a process that was killed.
    Path parent = Path.of(SparkFiles.getRootDirectory()).toAbsolutePath();
    Path folder = Files.createTempDirectory(parent, "keras4j-trial");
    try {
      TrialReport report =
          RemoteTrials.get().run(order, program.hyperModel(), arguments(task, data), folder);
      return report.failure() == null
          ? delivered(task, report, folder)
          : new TrialResultParcel(report, null);
    } finally {
      TrialFiles.delete(folder);
    }
  }

  private Supplier<FitOptions> arguments(TaskContext task, D data) {
    return () -> {
      @Nullable FitOptions made = program.arguments().from(data);
      if (made == null) {
        throw new FatalTrialException(
            "The FitArguments returned null; they must return the arguments of fit");
      }
      return made.copy().verbose(0).callbacks(new StopWhenKilled(task));
    };
  }

  private TrialResultParcel delivered(TaskContext task, TrialReport report, Path folder)
      throws IOException {
    try {
      String name = order.trialId() + "-" + task.taskAttemptId();
      return new TrialResultParcel(report, program.transport().send(name, folder));
    } catch (FatalTrialException e) {
      return new TrialResultParcel(
          new TrialReport(report.hyperparameters(), report.history(), null, fatal(e)), null);
    }
  }

  private static Failure fatal(FatalTrialException e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return new Failure(Kind.FATAL, String.valueOf(e.getMessage()), trace.toString());
  }
}
