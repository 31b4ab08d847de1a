package io.lanemark.benchmarks.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanemark.model.ExecutionModel;
import io.lanemark.task.WorkerInitializer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract of operations: every implementation can be called, returns correct results, and
/// leaves nothing open.
@Timeout(300)
class OperationsTest {

  static Stream<Arguments> implementations() {
    return Operations.ALL.stream()
        .flatMap(
            operation ->
                operation.implementations().stream()
                    // There is no AOT cache of folders of classes: the packaged jar is tested.
                    .filter(implementation -> !implementation.name().equals("process+aot"))
                    .map(implementation -> Arguments.of(operation.name(), implementation.name())));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void answersRightAndLeavesNothing(String name, String model) throws Exception {
    Operation operation = Operations.named(name);
    OpenOperation openOperation =
        operation
            .implementation(model)
            .opener()
            .open(
                new ExecutionModel.Opening(
                    operation.workers(2),
                    operation.tasks(),
                    List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                    WorkerInitializer.NONE));
    try {
      openOperation.call();
      openOperation.call();
      openOperation.check();
    } finally {
      openOperation.close();
    }

    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  @Test
  void haveNamesOfTheirOwn() {
    assertThat(Operations.ALL).extracting(Operation::name).doesNotHaveDuplicates();
    assertThatThrownBy(() -> Operations.named("appli"))
        .hasMessageStartingWith("unknown operation 'appli'; expected one of: apply, ");
  }

  @Test
  void noticeAWrongAnswer() throws Exception {
    UncheckedResults results = new UncheckedResults(new byte[] {1, 2});
    results.add(new byte[] {1, 2});
    results.check();
    results.add(new byte[] {1, 3});

    assertThatThrownBy(results::check)
        .isInstanceOf(UnexpectedResultException.class)
        .hasMessageContaining("2 bytes");
  }
}
