package io.lanemark.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.model.ExecutionModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private final Registry<ExecutionModel> models =
      Registry.load(ExecutionModel.class, "model", ExecutionModel::name);

  @Test
  void findsTheModels() {
    assertThat(models.all())
        .extracting(ExecutionModel::name)
        .containsExactly(
            "fork-join",
            "platform",
            "platform-per-task",
            "process",
            "process+virtual",
            "serial",
            "virtual");
    assertThat(models.named(List.of("virtual", "serial", "virtual")))
        .extracting(ExecutionModel::name)
        .containsExactly("virtual", "serial");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheValidOnes() {
    assertThatThrownBy(() -> models.named("virtal"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage(
            "unknown model 'virtal'; expected one of: fork-join, platform, platform-per-task,"
                + " process, process+virtual, serial, virtual");
  }

  @Test
  void aProviderThatDoesNotTellItsNameIsNamed() {
    assertThatThrownBy(
            () ->
                Registry.load(
                    ExecutionModel.class,
                    "model",
                    _ -> {
                      throw new IllegalStateException("who?");
                    }))
        .isInstanceOf(BadProviderException.class)
        .hasMessageStartingWith("the provider io.lanemark.model.")
        .hasMessageEndingWith(
            "cannot be asked for its name: java.lang.IllegalStateException: who?");
  }
}
