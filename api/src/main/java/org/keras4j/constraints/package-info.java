/** What weights are brought back to after each update. */
@org.jspecify.annotations.NullMarked
package org.keras4j.constraints;
