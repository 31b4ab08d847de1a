package io.lanemark.process;

import static io.lanemark.process.OpenedPools.SMALL;
import static io.lanemark.process.OpenedPools.small;
import static io.lanemark.process.PoolAssertions.assertServes;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lanemark.multiprocessing.CompiledSources;
import io.lanemark.multiprocessing.Context;
import io.lanemark.multiprocessing.Pool;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.task.RemoteTaskException;
import io.lanemark.task.SerializableCallable;
import io.lanemark.task.SerializableFunction;
import io.lanemark.task.WorkerInitializer;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Classes that only one of the two has, the caller or its workers.
@Timeout(300)
final class MissingClassTest {
  private static final String REFUSAL =
      """
      package elsewhere;
      public class Refusal extends Exception {
        public Refusal(String message, Throwable cause) {
          super(message, cause);
          addSuppressed(new java.io.IOException("the disk, too"));
        }
      }
      """;

  private static final String ANSWER =
      "package elsewhere; public record Answer(int n) implements java.io.Serializable {}";

  /// A program with a class loader of its own.
  private static final String PROGRAM =
      """
      package program;
      import io.lanemark.process.*;
      import io.lanemark.task.*;
      import java.util.concurrent.*;
      public class Program {
        public record Task(int n) implements SerializableCallable<Answer> {
          public Answer call() { return new Answer(n); }
        }
        public record Answer(int n) implements java.io.Serializable {}

        public static SerializableCallable<Integer> lambda() { return () -> 42; }
        public static SerializableFunction<Integer, Integer> function() { return n -> n + 1; }
        public static WorkerInitializer initializer() { return _ -> {}; }

        public static ProcessPool startInCommonPool(ProcessPoolBuilder plan) {
          return CompletableFuture.supplyAsync(() -> plan.start()).join();
        }
      }
      """;

  @TempDir Path temporary;

  @RegisterExtension final OpenedPools pools = new OpenedPools();

  private static String withThisClassPath(Path folder) {
    return System.getProperty("java.class.path") + File.pathSeparator + folder;
  }

  private static Exception refusal() throws Exception {
    return Class.forName("elsewhere.Refusal")
        .asSubclass(Exception.class)
        .getConstructor(String.class, Throwable.class)
        .newInstance("no licence", new IllegalStateException("expired"));
  }

  private static int refuse() throws Exception {
    throw refusal();
  }

  private static void assertIsTold(@Nullable Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            RemoteTaskException.class,
            e -> assertThat(e.thrownClass()).isEqualTo("elsewhere.Refusal"))
        .hasMessage("elsewhere.Refusal: no licence")
        .hasStackTraceContaining("MissingClassTest.refuse")
        .hasStackTraceContaining("java.io.IOException: the disk, too")
        .hasStackTraceContaining("elsewhere.Refusal is not on the class path of this program")
        .cause()
        .hasMessage("java.lang.IllegalStateException: expired");
  }

  @Test
  void anExceptionThatTheCallerDoesNotHaveIsToldAllTheSame() throws Exception {
    String classPath = withThisClassPath(CompiledSources.compile(temporary, REFUSAL, ANSWER));
    ProcessPool pool = pools.start(small(1).classPath(classPath));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> refuse()).get(60, SECONDS))
        .satisfies(e -> assertIsTold(e.getCause()));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> pool.inEachJvm(() -> refuse()))
        .satisfies(e -> assertIsTold(e.getCause()));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> answer()).get(60, SECONDS))
        .withCauseExactlyInstanceOf(CodecException.class)
        .withMessageContaining("the class elsewhere.Answer is not on the class path of this")
        .withMessageNotContaining("workers");
    assertServes(pool);
  }

  private static Object answer() throws Exception {
    return Class.forName("elsewhere.Answer").getConstructor(int.class).newInstance(1);
  }

  @Test
  void soIsThatOfAnElementAndTheOthersAreThere() throws Exception {
    String classPath = withThisClassPath(CompiledSources.compile(temporary, REFUSAL));
    Context context =
        Context.processes(settings -> settings.classPath(classPath).jvmOptions(SMALL));
    try (Pool pool = context.pool(1)) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> pool.map(n -> n == 2 ? refuse() : n, List.of(1, 2, 3), 3))
          .satisfies(e -> assertIsTold(e.getCause()));
      assertThat(pool.map(n -> n, List.of(1, 2, 3), 3)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void aPoolThatDoesNotBootTellsAnExceptionThatTheCallerDoesNotHave() throws Exception {
    String classPath = withThisClassPath(CompiledSources.compile(temporary, REFUSAL));
    ProcessPool pool =
        pools.start(
            small(1)
                .classPath(classPath)
                .bootAttempts(1)
                .initializer(
                    _ -> {
                      throw refusal();
                    }));
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> pool.submit(() -> 1).get(60, SECONDS))
        .havingCause()
        .withMessageContaining("elsewhere.Refusal: no licence");
  }

  @Test
  void whatTheWorkersDoNotHaveIsNamed() throws Exception {
    try (URLClassLoader loader = programLoader()) {
      Class<?> program = loader.loadClass("program.Program");
      ProcessPool pool = pools.start(small(1));
      assertIsMissing(
          "program.Program",
          pool.submit(MissingClassTest.<SerializableCallable<Object>>made(program, "lambda")));
      assertIsMissing("program.Program$Task", pool.submit(task(program)));
      Class<? extends Record> type =
          loader.loadClass("program.Program$Task").asSubclass(Record.class);
      ProcessPool registered = pools.start(small(1).register(type));
      assertIsMissing("program.Program$Task", registered.submit(task(program)));
      assertServes(pool);
      assertServes(registered);
    }
  }

  @Test
  void soAreTheFunctionOfAMapAndTheInitializer() throws Exception {
    Context context = Context.processes(settings -> settings.jvmOptions(SMALL));
    try (URLClassLoader loader = programLoader();
        Pool pool = context.pool(1)) {
      Class<?> program = loader.loadClass("program.Program");
      SerializableFunction<Integer, Integer> function = made(program, "function");
      assertIsMissing("program.Program", pool.mapAsync(function, List.of(1)));
      WorkerInitializer initializer = made(program, "initializer");
      ProcessPool unbooted = pools.start(small(1).bootAttempts(1).initializer(initializer));
      assertThatExceptionOfType(Exception.class)
          .isThrownBy(() -> unbooted.submit(() -> 1).get(60, SECONDS))
          .withMessageContaining("the class program.Program is not on the class path of the");
    }
  }

  private static void assertIsMissing(String className, Future<?> future) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> future.get(60, SECONDS))
        .withCauseExactlyInstanceOf(CodecException.class)
        .withMessageContaining(
            "the class %s is not on the class path of the workers: name the jar or folder that has it with classPath(…)"
                .formatted(className));
  }

  private URLClassLoader programLoader() throws IOException {
    Path classes = CompiledSources.compile(temporary, PROGRAM);
    return new URLClassLoader(new URL[] {classes.toUri().toURL()});
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T made(Class<?> program, String method) throws ReflectiveOperationException {
    return (T) program.getMethod(method).invoke(null);
  }

  @SuppressWarnings("unchecked")
  private static Callable<Object> task(Class<?> program) throws ReflectiveOperationException {
    return (Callable<Object>)
        program
            .getClassLoader()
            .loadClass("program.Program$Task")
            .getConstructor(int.class)
            .newInstance(3);
  }

  @Test
  void aPoolThatIsStartedInTheCommonPoolFindsTheClassesOfItsProgram() throws Exception {
    try (URLClassLoader loader = programLoader()) {
      Class<?> program = loader.loadClass("program.Program");
      ProcessPoolBuilder plan = small(1).classPath(withThisClassPath(temporary));
      ProcessPool pool =
          (ProcessPool)
              program.getMethod("startInCommonPool", ProcessPoolBuilder.class).invoke(null, plan);
      try {
        assertThat(pool.submit(task(program)).get(60, SECONDS)).hasToString("Answer[n=3]");
      } finally {
        pool.close();
      }
    }
  }

  @Test
  void theTextOfANullPointerExceptionIsKept() throws Exception {
    ProcessPool pool = pools.start(small(1));
    String text = "Cannot invoke \"String.length()\" because the return value of";
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> none().length()).get(60, SECONDS))
        .havingCause()
        .isExactlyInstanceOf(NullPointerException.class)
        .withMessageStartingWith(text)
        .withStackTraceContaining("theTextOfANullPointerExceptionIsKept");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> pool.submit(() -> wrapped()).get(60, SECONDS))
        .havingCause()
        .isExactlyInstanceOf(IllegalStateException.class)
        .havingCause()
        .withMessageStartingWith(text);
  }

  private static int wrapped() {
    try {
      return none().length();
    } catch (NullPointerException e) {
      throw new IllegalStateException("wrapped", e);
    }
  }

  @SuppressWarnings("NullAway") // That it is null is the point.
  private static String none() {
    return null;
  }
}
