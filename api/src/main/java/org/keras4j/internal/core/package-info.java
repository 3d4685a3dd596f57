/**
 * Where the newest values of variables are, and how several of them are read and written as one;
 * and what shapes and sizes must be like.
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.core;
