/** What training knows of metrics and users do not. */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.metrics;
