package org.keras4j.tuner;

import java.nio.file.Path;

/**
 * The folder of a search and the tuners that search in it. An oracle that serves a tuner leaves the
 * folder and the output to it. Locks the oracle, but not while a search goes on.
 */
final class OracleProject {
  private final Oracle oracle;
  private final SearchState state;
  private final OracleFile file;
  private final Adoption adoption;
  private int tuners;

  OracleProject(Oracle oracle, SearchState state, OracleFile file, Adoption adoption) {
    this.oracle = oracle;
    this.state = state;
    this.file = file;
    this.adoption = adoption;
  }

  /** Gives each tuner of the oracle its own name; the first one opens the project. */
  String join(Runnable open) {
    synchronized (oracle) {
      if (tuners == 0) {
        open.run();
      }
      return tunerId(tuners++);
    }
  }

  static String tunerId(int number) {
    return "tuner" + number;
  }

  void requireNoTuner(String method, String instead) {
    synchronized (oracle) {
      if (tuners > 0) {
        throw new IllegalStateException(method + ": this oracle serves a tuner; " + instead);
      }
    }
  }

  Path folder() {
    return files().folder();
  }

  /** Returns whether this is the folder, however it is written. */
  boolean isIn(Path folder) {
    return normalised(folder).equals(normalised(folder()));
  }

  private static Path normalised(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  /** Takes another folder; the one that the search is in stays as it is known. */
  void moveTo(Path folder) {
    synchronized (oracle) {
      if (isIn(folder)) {
        return;
      }
      if (state.ledger().size() > 0) {
        throw new IllegalStateException(
            "setProjectFolder: the search is kept in "
                + folder()
                + ", where it has trials already; say where before the first one");
      }
      state.store().moveTo(folder);
    }
  }

  /** Does something while no other process and no other oracle may write in the folder. */
  void exclusively(Runnable action) {
    // Without the oracle's lock: tuners that share it search at the same time.
    files().exclusively(action);
  }

  /** Deletes what is in the folder, unless somebody is searching there. */
  void delete() {
    ProjectFiles current = files();
    if (current.exists()) {
      current.exclusively(current::delete);
    }
  }

  /** Takes the folder as it is now for what the oracle goes on with. */
  void remember() {
    files().remember();
  }

  /** Refuses first guesses that do not fit the space. */
  void requireGuesses() {
    synchronized (oracle) {
      state.guesses().requireFit(state.space().known());
    }
  }

  /** Saves everything but the trials, which are saved as they change. */
  void save() {
    synchronized (oracle) {
      file.save();
    }
  }

  /** Goes on with the search in the folder, for an oracle without a tuner. */
  void reload() {
    synchronized (oracle) {
      if (!files().hasSearch()) {
        throw new IllegalStateException(
            "reload: there is no search in "
                + folder()
                + " yet. Ask for its first trial without reload, or say by setProjectFolder where"
                + " the search is");
      }
    }
    reload("Or search in another folder by setProjectFolder, or delete this one to start anew");
  }

  /** The same for a tuner, which has settings for what else may be done. */
  void reloadForTuner() {
    reload("Or use another projectName, or overwrite(true) to start anew");
  }

  private void reload(String otherwise) {
    synchronized (oracle) {
      file.reload(adoption, otherwise);
    }
  }

  /** Returns a copy of the hyperparameters that the options gave. */
  HyperParameters given() {
    return state.space().given();
  }

  /** Compares a search that was resumed with what the program declares. */
  void adopt(HyperParameters declared) {
    synchronized (oracle) {
      adoption.adopt(state.objective().toString(), declared);
    }
  }

  private ProjectFiles files() {
    synchronized (oracle) {
      return state.store().files();
    }
  }
}
