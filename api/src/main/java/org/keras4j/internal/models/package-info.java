/** Models among the layers that are known by name, so that they are read inside others, too. */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.models;
