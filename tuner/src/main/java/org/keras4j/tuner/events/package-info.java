/**
 * TensorBoard's event files, written without TensorFlow: records with checksums, and the few
 * messages of Protocol Buffers that they hold.
 */
@NullMarked
package org.keras4j.tuner.events;

import org.jspecify.annotations.NullMarked;
