/**
 * TensorFlow's SavedModels: folders with a graph, the values of its variables and the names of what
 * goes in and comes out.
 *
 * <ul>
 *   <li>{@code ModelExport} writes a model's inference graph, {@code ExportFolder} says where.
 *   <li>{@code SavedModelFile} reads a folder and finds a signature; {@code GraphSlice} is the part
 *       of its graph that the signature needs, {@code UnsafeOperations} what may not be in it.
 *   <li>{@code SavedModelGraph} runs it.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package org.keras4j.internal.savedmodel;
