package io.lanemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanemark.workload.Workload;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class TaskPlacesTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void namesTheFrameOfEveryKindOfThread(boolean virtual) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Workload<Integer> waiting =
        _ -> {
          begun.countDown();
          end.await();
          return 1;
        };
    FutureTask<Object> task =
        new FutureTask<>(() -> TimedTask.run(waiting, new JvmResources(0, 1, 1, Map.of())));
    (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(task);
    begun.await();

    assertThat(new TaskPlaces().call())
        .singleElement()
        .asString()
        .startsWith("io.lanemark.load.TaskPlacesTest.")
        .contains("(TaskPlacesTest.java:");

    end.countDown();
    task.get();
  }

  @Test
  void thereIsNoneWithoutATask() throws Exception {
    assertThat(new TaskPlaces().call()).isEmpty();
  }
}
