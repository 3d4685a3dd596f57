/**
 * The command {@code keras4j}: looks into files of models, predicts, evaluates, trains and converts
 * them.
 *
 * <p>Results go to standard output as JSON, everything else to standard error. It ends with 0, with
 * 1 if something failed, with 2 if it was called in a wrong way.
 */
@NullMarked
package org.keras4j.cli;

import org.jspecify.annotations.NullMarked;
