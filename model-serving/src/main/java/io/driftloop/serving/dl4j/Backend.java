package io.driftloop.serving.dl4j;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Option;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which processor ND4J computes on. Every launcher asks for one by {@link #require}, because a GPU
 * that fails falls back to the CPU in silence, and because more than one thread makes small
 * networks many times slower.
 */
public enum Backend {
  CPU,
  CUDA;

  public static final Option<Backend> OPTION =
      Option.oneOf(
              "backend",
              Backend.class,
              "What networks compute on. Where cuda is asked for and the GPU cannot be used, the"
                  + " program stops.")
          .defaultTo("cpu");

  private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

  /**
   * Makes sure that ND4J runs on this backend and with one thread.
   *
   * @throws ConfigException where it runs on another backend
   */
  public void require() {
    Backend actual = actual();
    if (actual != this) {
      throw new ConfigException(
          "backend: %s is asked for, but ND4J runs on %s (%s); give a usable GPU and its"
                  .formatted(spell(this), spell(actual), Nd4j.getBackend().getClass().getName())
              + " libraries, or set backend: %s".formatted(spell(actual)));
    }
    if (actual == CPU) {
      requireOneThread(System.getenv());
    }
    LOG.info("ND4J runs on {} ({})", spell(this), Nd4j.getBackend().getClass().getName());
  }

  /** The backend that ND4J chose. */
  public static Backend actual() {
    return Nd4j.getBackend().getEnvironment().isCPU() ? CPU : CUDA;
  }

  /** Where the environment does not say it, all four of these are needed; any one is not enough. */
  static void requireOneThread(Map<String, String> environment) {
    if ("1".equals(environment.get("OMP_NUM_THREADS"))) {
      return;
    }
    LOG.warn(
        "OMP_NUM_THREADS is '{}', not 1: setting ND4J and OpenBLAS to one thread in this JVM",
        environment.getOrDefault("OMP_NUM_THREADS", ""));
    Environment nd4j = Nd4j.getEnvironment();
    nd4j.setMaxThreads(1);
    nd4j.setMaxMasterThreads(1);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    openblas.blas_set_num_threads(1);
  }

  private static String spell(Backend backend) {
    return backend.name().toLowerCase(Locale.ROOT);
  }
}
