package org.keras4j.spark;

import java.io.Serializable;
import org.keras4j.tuner.HyperModel;

/**
 * What a user has written for a search and every trial needs.
 *
 * @param search names the search
 * @param model the hypermodel, which is serializable here
 * @param loader loads the data
 * @param arguments makes the arguments of fit
 * @param transport brings the weights back
 */
record SearchProgram<D>(
    String search,
    Serializable model,
    DataLoader<D> loader,
    FitArguments<D> arguments,
    FileTransport transport)
    implements Serializable {

  HyperModel hyperModel() {
    return (HyperModel) model;
  }
}
