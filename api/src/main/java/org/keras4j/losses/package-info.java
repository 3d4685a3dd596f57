/** What training minimises, by class or by Keras's name. */
@org.jspecify.annotations.NullMarked
package org.keras4j.losses;
