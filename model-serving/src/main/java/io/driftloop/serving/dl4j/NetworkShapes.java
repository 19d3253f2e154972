package io.driftloop.serving.dl4j;

import io.driftloop.serving.ModelRefusedException;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/**
 * Follows a row through a network that nobody vouches for, and refuses what does not fit. Nothing
 * is allocated, and what a row would take is bounded: a convolution of few parameters can ask for
 * any amount of memory.
 */
final class NetworkShapes {
  /** Values of a row that a layer may give, or that a convolution may unfold it to. */
  private static final long MOST_VALUES = 1 << 20;

  /** Beyond which no side of a kernel, stride, padding or dilation makes sense. */
  private static final int LONGEST_SIDE = 1 << 10;

  private static final Set<ConvolutionMode> MODES =
      Set.of(ConvolutionMode.Strict, ConvolutionMode.Truncate, ConvolutionMode.Same);

  /** What a layer gets of a row: channels of an image, or one of a single value each. */
  private record Shape(long channels, long height, long width, boolean image) {
    static Shape flat(long width) {
      return new Shape(width, 1, 1, false);
    }

    long values() {
      return channels * height * width;
    }
  }

  /** What slides over an image. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Window(int[] kernel, int[] stride, int[] padding, int[] dilation) {
    boolean usable() {
      return sides(kernel, 1) && sides(stride, 1) && sides(padding, 0) && sides(dilation, 1);
    }

    private static boolean sides(int[] sides, int smallest) {
      return sides != null
          && sides.length == 2
          && IntStream.of(sides).allMatch(side -> side >= smallest && side <= LONGEST_SIDE);
    }

    long area() {
      return (long) kernel[0] * kernel[1];
    }
  }

  private NetworkShapes() {}

  /**
   * How many values come out of the last layer.
   *
   * @param inputs how many go into the first
   * @throws ModelRefusedException where layers do not fit one another, or are too large
   */
  static long outputs(MultiLayerConfiguration configuration, long inputs) {
    Map<Integer, InputPreProcessor> reshapes =
        configuration.getInputPreProcessors() == null
            ? Map.of()
            : configuration.getInputPreProcessors();
    int layers = configuration.getConfs().size();
    require(
        reshapes.keySet().stream().allMatch(index -> index >= 0 && index < layers),
        "the network has an input preprocessor of no layer");
    Shape shape = Shape.flat(inputs);
    for (int i = 0; i < layers; i++) {
      if (reshapes.containsKey(i)) {
        shape = reshaped(reshapes.get(i), shape);
      }
      shape = after(configuration.getConf(i).getLayer(), shape);
    }
    require(!shape.image, "the network gives images");
    return shape.values();
  }

  private static Shape reshaped(InputPreProcessor reshape, Shape shape) {
    if (reshape instanceof FeedForwardToCnnPreProcessor to) {
      Shape image = image(to.getNumChannels(), to.getInputHeight(), to.getInputWidth());
      require(
          !shape.image && image.values() == shape.values(),
          "%d inputs are made an image of %d".formatted(shape.values(), image.values()));
      return image;
    }
    require(
        reshape instanceof CnnToFeedForwardPreProcessor from
            && from.getFormat() == CNN2DFormat.NCHW
            && shape.equals(
                image(from.getNumChannels(), from.getInputHeight(), from.getInputWidth())),
        "an image is flattened that is not there");
    return Shape.flat(shape.values());
  }

  private static Shape after(Layer layer, Shape shape) {
    require(layer != null, "the network has an empty layer");
    require(
        layer.getConstraints() == null || layer.getConstraints().isEmpty(),
        "the network has constraints");
    require(activated(layer), "a layer of the network has no activation");
    if (layer instanceof ConvolutionLayer convolution) {
      return convolved(convolution, shape);
    }
    if (layer instanceof SubsamplingLayer pooling) {
      return pooled(pooling, shape);
    }
    if (layer instanceof FeedForwardLayer dense && !(layer instanceof DropoutLayer)) {
      require(!shape.image, "a dense layer of the network gets images");
      require(
          dense.getNIn() == shape.channels,
          "a layer of the network has %d inputs, expected %d"
              .formatted(dense.getNIn(), shape.channels));
      require(dense.getNOut() > 0, "a layer of the network has no outputs");
      return Shape.flat(dense.getNOut());
    }
    return shape;
  }

  private static boolean activated(Layer layer) {
    if (layer instanceof ActivationLayer only) {
      return only.getActivationFn() != null;
    }
    return !(layer instanceof BaseLayer base) || base.getActivationFn() != null;
  }

  private static Shape convolved(ConvolutionLayer layer, Shape shape) {
    require(
        layer.getNIn() == shape.channels,
        "a convolution has %d channels, expected %d".formatted(layer.getNIn(), shape.channels));
    Shape slid =
        slid(
            layer,
            shape,
            layer.getCnn2dDataFormat(),
            layer.getConvolutionMode(),
            new Window(
                layer.getKernelSize(), layer.getStride(), layer.getPadding(), layer.getDilation()));
    return image(layer.getNOut(), slid.height, slid.width);
  }

  private static Shape pooled(SubsamplingLayer layer, Shape shape) {
    require(
        layer.getPoolingType() == PoolingType.MAX || layer.getPoolingType() == PoolingType.AVG,
        "pooling %s is not allowed".formatted(layer.getPoolingType()));
    return slid(
        layer,
        shape,
        layer.getCnn2dDataFormat(),
        layer.getConvolutionMode(),
        new Window(
            layer.getKernelSize(), layer.getStride(), layer.getPadding(), layer.getDilation()));
  }

  /** What a window that slides over an image gives, with as many channels as before. */
  private static Shape slid(
      Layer layer, Shape shape, CNN2DFormat format, ConvolutionMode mode, Window window) {
    require(shape.image, "a convolution or pooling gets no images");
    require(format == CNN2DFormat.NCHW, "images are not in the format NCHW");
    require(
        mode != null && MODES.contains(mode), "convolution mode %s is not allowed".formatted(mode));
    require(window.usable(), "a kernel, stride, padding or dilation is out of range");
    InputTypeConvolutional after = outputType(layer, shape);
    Shape slid = image(shape.channels, after.getHeight(), after.getWidth());
    require(
        slid.values() * window.area() <= MOST_VALUES,
        "a convolution or pooling takes more than %d values a row".formatted(MOST_VALUES));
    return slid;
  }

  private static InputTypeConvolutional outputType(Layer layer, Shape shape) {
    try {
      return (InputTypeConvolutional)
          layer.getOutputType(
              0, InputType.convolutional(shape.height, shape.width, shape.channels));
    } catch (RuntimeException e) {
      throw new ModelRefusedException("a layer does not fit its images: " + e.getMessage(), e);
    }
  }

  private static Shape image(long channels, long height, long width) {
    for (long side : new long[] {channels, height, width}) {
      require(side > 0 && side <= MOST_VALUES, "an image has %d on a side".formatted(side));
    }
    require(
        channels * height <= MOST_VALUES && channels * height * width <= MOST_VALUES,
        "an image has more than %d values".formatted(MOST_VALUES));
    return new Shape(channels, height, width, true);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new ModelRefusedException(message);
    }
  }
}
