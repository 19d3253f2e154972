package io.driftloop.serving.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import java.util.Map;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class BackendTest {
  @Test
  void acceptsTheBackendThatRunsAndRefusesTheOther() {
    Backend other = Backend.actual() == Backend.CPU ? Backend.CUDA : Backend.CPU;
    assertThatCode(() -> Backend.actual().require()).doesNotThrowAnyException();
    assertThatThrownBy(other::require)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is asked for, but ND4J runs on");
  }

  @Test
  void setsOneThreadWhereTheEnvironmentDoesNotSayIt() {
    openblas.blas_set_num_threads(2);
    Backend.requireOneThread(Map.of("OMP_NUM_THREADS", "1"));
    assertThat(openblas.blas_get_num_threads()).isEqualTo(2);
    Backend.requireOneThread(Map.of());
    assertThat(openblas.blas_get_num_threads()).isEqualTo(1);
    assertThat(Nd4j.getEnvironment().maxThreads()).isEqualTo(1);
    assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(1);
  }

  @Test
  void isAnOption() {
    assertThat(Options.empty().get(Backend.OPTION)).isEqualTo(Backend.CPU);
    assertThat(Options.of(Map.of("backend", "cuda")).get(Backend.OPTION)).isEqualTo(Backend.CUDA);
  }
}
