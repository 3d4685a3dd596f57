package org.keras4j.internal.savedmodel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsafeOperationsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReadFile",
        "WriteFile",
        "MatchingFiles",
        "PrintV2",
        "ImmutableConst",
        "RecordInput",
        "FixedUnigramCandidateSampler",
        "SaveV2",
        "RestoreV2",
        "MergeV2Checkpoints",
        "InitializeTableFromTextFileV2",
        "DecodeProtoV2",
        "WholeFileReaderV2",
        "FileSystemSetConfiguration",
        "CreateSummaryFileWriter",
        "CreateSummaryDbWriter",
        "WriteSummary",
        "WriteScalarSummary",
        "ImportEvent",
        "TextLineDataset",
        "ExperimentalCSVDataset",
        "TFRecordDatasetV2",
        "CacheDatasetV2",
        "SnapshotDatasetReader",
        "SaveDatasetV2",
        "DatasetToTFRecord",
        "DataServiceDatasetV4",
        "DatasetFromGraph",
        "PyFunc",
        "EagerPyFunc",
        "PyFuncStateless",
        "RemoteCall",
        "RpcCall",
        "Send",
        "_Recv",
        "_HostSend",
        "CollectiveReduceV2",
        "XlaCustomCallV2",
        "TRTEngineOp",
        "TPUPartitionedCall",
        "InfeedEnqueue",
        "DebugIdentityV2",
        "CopyHost"
      })
  void isRefused(String type) {
    assertTrue(UnsafeOperations.isUnsafe(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Const",
        "Placeholder",
        "MatMul",
        "VarHandleOp",
        "ReadVariableOp",
        "AssignVariableOp",
        "StatefulPartitionedCall",
        "While",
        "StatelessIf",
        "HashTableV2",
        "LookupTableFindV2",
        "LookupTableImportV2",
        "InitializeTableV2",
        "StringSplitV2",
        "Print",
        "Assert",
        "ShardedFilename",
        "TensorArrayReadV3",
        "TensorListStack",
        "RangeDataset",
        "MapDataset",
        "StatelessRandomUniformV2",
        "ScalarSummary",
        "DecodeJpeg",
        "ParseExampleV2",
        "Identity"
      })
  void isAllowed(String type) {
    assertFalse(UnsafeOperations.isUnsafe(type));
  }
}
