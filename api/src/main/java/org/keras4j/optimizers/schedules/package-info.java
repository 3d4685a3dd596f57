/** Learning rates that depend on the number of updates. */
@org.jspecify.annotations.NullMarked
package org.keras4j.optimizers.schedules;
