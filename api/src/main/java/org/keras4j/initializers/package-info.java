/** How weights begin. Random ones give the same numbers as Python for equal seeds. */
@org.jspecify.annotations.NullMarked
package org.keras4j.initializers;
