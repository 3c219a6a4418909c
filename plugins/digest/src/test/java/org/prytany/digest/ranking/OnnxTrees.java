package org.prytany.digest.ranking;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes trees as an ONNX model whose metadata names its features. */
final class OnnxTrees {

  /** Key of the metadata entry with the names of the features, joined by commas. */
  static final String FEATURES = "features";

  private final List<Long> treeIds = new ArrayList<>();
  private final List<Long> nodeIds = new ArrayList<>();
  private final List<Long> features = new ArrayList<>();
  private final List<Float> values = new ArrayList<>();
  private final List<ByteString> modes = new ArrayList<>();
  private final List<Long> lefts = new ArrayList<>();
  private final List<Long> rights = new ArrayList<>();
  private final List<Long> leafTrees = new ArrayList<>();
  private final List<Long> leafNodes = new ArrayList<>();
  private final List<Long> leafTargets = new ArrayList<>();
  private final List<Float> leafWeights = new ArrayList<>();

  private OnnxTrees() {}

  /** The model: its output has one column for each list of trees. */
  static byte[] write(List<List<Boosting.Tree>> targets, List<String> names) {
    OnnxTrees trees = new OnnxTrees();
    long id = 0;
    for (int t = 0; t < targets.size(); t++) {
      for (Boosting.Tree tree : targets.get(t)) {
        trees.add(tree, id++, t);
      }
    }
    return trees.model(targets.size(), names);
  }

  private void add(Boosting.Tree tree, long id, long target) {
    for (int node = 0; node < tree.feature.size(); node++) {
      boolean leaf = tree.feature.get(node) < 0;
      treeIds.add(id);
      nodeIds.add((long) node);
      features.add(leaf ? 0L : tree.feature.get(node));
      values.add(tree.threshold.get(node));
      modes.add(ByteString.copyFromUtf8(leaf ? "LEAF" : "BRANCH_LEQ"));
      lefts.add(leaf ? 0L : tree.left.get(node));
      rights.add(leaf ? 0L : tree.right.get(node));
      if (leaf) {
        leafTrees.add(id);
        leafNodes.add((long) node);
        leafTargets.add(target);
        leafWeights.add(tree.value.get(node));
      }
    }
  }

  private byte[] model(int targets, List<String> names) {
    OnnxMl.NodeProto node =
        OnnxMl.NodeProto.newBuilder()
            .setOpType("TreeEnsembleRegressor")
            .setDomain("ai.onnx.ml")
            .addInput("features")
            .addOutput("scores")
            .addAttribute(ints("nodes_treeids", treeIds))
            .addAttribute(ints("nodes_nodeids", nodeIds))
            .addAttribute(ints("nodes_featureids", features))
            .addAttribute(floats("nodes_values", values))
            .addAttribute(
                OnnxMl.AttributeProto.newBuilder()
                    .setName("nodes_modes")
                    .setType(OnnxMl.AttributeProto.AttributeType.STRINGS)
                    .addAllStrings(modes))
            .addAttribute(ints("nodes_truenodeids", lefts))
            .addAttribute(ints("nodes_falsenodeids", rights))
            .addAttribute(ints("target_treeids", leafTrees))
            .addAttribute(ints("target_nodeids", leafNodes))
            .addAttribute(ints("target_ids", leafTargets))
            .addAttribute(floats("target_weights", leafWeights))
            .addAttribute(
                OnnxMl.AttributeProto.newBuilder()
                    .setName("n_targets")
                    .setType(OnnxMl.AttributeProto.AttributeType.INT)
                    .setI(targets))
            .build();
    OnnxMl.GraphProto graph =
        OnnxMl.GraphProto.newBuilder()
            .setName("sentence-choice")
            .addNode(node)
            .addInput(matrix("features", names.size()))
            .addOutput(matrix("scores", targets))
            .build();
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("prytany")
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .addOpsetImport(
            OnnxMl.OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3))
        .addMetadataProps(
            OnnxMl.StringStringEntryProto.newBuilder()
                .setKey(FEATURES)
                .setValue(String.join(",", names)))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static OnnxMl.AttributeProto.Builder ints(String name, List<Long> values) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INTS)
        .addAllInts(values);
  }

  private static OnnxMl.AttributeProto.Builder floats(String name, List<Float> values) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.FLOATS)
        .addAllFloats(values);
  }

  private static OnnxMl.ValueInfoProto matrix(String name, int columns) {
    OnnxMl.TensorShapeProto shape =
        OnnxMl.TensorShapeProto.newBuilder()
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(columns))
            .build();
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)))
        .build();
  }

  /** The names of the features that a model was written with. */
  static List<String> features(byte[] onnx) throws IOException {
    for (OnnxMl.StringStringEntryProto entry :
        OnnxMl.ModelProto.parseFrom(onnx).getMetadataPropsList()) {
      if (entry.getKey().equals(FEATURES)) {
        return List.of(entry.getValue().split(","));
      }
    }
    return List.of();
  }
}
