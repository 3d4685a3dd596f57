package org.keras4j.internal.savedmodel;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * TensorFlow's operations by which a graph reaches out of itself: to files, to the network, to
 * other processes and to code that is not TensorFlow's.
 */
final class UnsafeOperations {

  /** What restores variables: refused elsewhere, needed to read a SavedModel. */
  private static final Set<String> RESTORING = Set.of("Restore", "RestoreSlice", "RestoreV2");

  private static final Pattern UNSAFE =
      Pattern.compile(
          String.join(
              "|",
              // Files.
              "ReadFile|WriteFile|MatchingFiles|PrintV2|ImmutableConst|RecordInput",
              "Save|SaveSlices|SaveV2|MergeV2Checkpoints|Restore|RestoreSlice|RestoreV2",
              "LoadAndRemapMatrix|GenerateVocabRemapping|InitializeTableFromTextFile(V2)?",
              "FixedUnigramCandidateSampler|EncodeProto|DecodeProtoV2|\\w*FileSystem\\w*",
              "(WholeFile|TextLine|FixedLengthRecord|TFRecord|LMDB|BigQuery|Identity)Reader(V2)?",
              "Reader(Read|ReadUpTo|RestoreState)(V2)?",
              "Create\\w*SummaryWriter|CreateSummary\\w*Writer|\\w*SummaryWriter|Write\\w*Summary|ImportEvent",
              // Data sets that read or write files, ask other machines or bring a graph of their
              // own.
              "\\w*(TextLine|FixedLengthRecord|TFRecord|LMDB|Sql|CSV|SSTable|Avro|Parquet)Dataset\\w*",
              "\\w*(Cache|Snapshot|SnapshotNested|SnapshotChunk|Save|Load|ListSnapshotChunks)Dataset\\w*",
              "\\w*(DatasetToTFRecord|DataService|RegisterDataset|MatchingFilesDataset)\\w*",
              "DatasetFromGraph|DeserializeIterator|DistributedSave",
              // Other code, other processes, the network.
              "PyFunc|PyFuncStateless|EagerPyFunc|\\w*RemoteCall|RemoteFusedGraphExecute",
              "\\w*Rpc\\w*|_?(Host)?(Send|Recv)|Collective\\w*|Nccl\\w*|\\w*XlaHostCompute\\w*",
              "_?Xla(Send|Recv)\\w*|TRTEngineOp|\\w*TRTResource\\w*|\\w*CustomCall\\w*",
              "GcsConfigure\\w*|\\w*TPU\\w*|\\w*(In|Out)feed\\w*",
              // Debugging writes to addresses, which may be files.
              "Debug(Identity|Nan|Numeric)\\w*|Copy|CopyHost"));

  private UnsafeOperations() {}

  /** Returns which of these operations are unsafe. */
  static boolean isUnsafe(String type) {
    return UNSAFE.matcher(type).matches();
  }

  /**
   * Refuses a graph with such operations.
   *
   * @param serving what computes outputs
   * @param restoring what reads variables
   * @throws IllegalArgumentException naming them
   */
  static void refuse(Path folder, GraphSlice serving, GraphSlice restoring) {
    Map<String, String> found = new TreeMap<>();
    restoring
        .operations()
        .forEach(
            (type, where) -> {
              if (!RESTORING.contains(type)) {
                found.put(type, where);
              }
            });
    found.putAll(serving.operations());
    found.keySet().removeIf(type -> !isUnsafe(type));
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(
          "The SavedModel in "
              + folder
              + " has operations that can read or write files, ask other machines or run other code: "
              + found.entrySet().stream()
                  .map(e -> e.getKey() + " (" + e.getValue() + ")")
                  .collect(Collectors.joining(", "))
              + ". A SavedModel is a program: if you trust those who made this one, load it with"
              + " allowUnsafeOperations()");
    }
  }
}
