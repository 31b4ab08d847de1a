package io.lanemark.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a [Child] must do on every context.
@Timeout(300)
abstract class ChildContract {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  private final List<Child> started = new ArrayList<>();

  /// What is tested.
  abstract Context context();

  private Child start(Child child) {
    started.add(child);
    return child.start();
  }

  private void assumeConcurrent() {
    assumeFalse(context().name().equals("serial"), "a child has ended when it was started");
  }

  private FileLatch latch(String name) {
    return FileLatch.in(directory, name);
  }

  @AfterEach
  final void endAll() throws InterruptedException {
    for (Child child : started) {
      if (child.isAlive()) {
        child.terminate();
      }
      assertThat(child.join(LONG)).isTrue();
    }
  }

  @Test
  final void runsItsBodyOnce() throws Exception {
    FileLatch ran = latch("ran");
    Child child = start(context().child(ran::open));
    child.join();
    assertThat(ran.isOpen()).isTrue();
    assertThat(child.isAlive()).isFalse();
    assertThat(child.exitCode()).hasValue(0);
    assertThatIllegalStateException()
        .isThrownBy(child::start)
        .withMessage(child.name() + " was already started");
  }

  @Test
  final void livesUntilItsBodyEnds() throws Exception {
    assumeConcurrent();
    FileLatch began = latch("began");
    FileLatch go = latch("go");
    Child child = start(context().child(() -> openThenAwait(began, go)));
    began.awaitFrom(child);
    assertThat(child.isAlive()).isTrue();
    assertThat(child.exitCode()).isEqualTo(OptionalInt.empty());
    assertThat(child.join(Duration.ofMillis(1))).isFalse();
    assertThat(child.join(Duration.ZERO)).isFalse();
    go.open();
    assertThat(child.join(ChronoUnit.FOREVER.getDuration())).isTrue();
    assertThat(child.isAlive()).isFalse();
  }

  private static void openThenAwait(FileLatch began, FileLatch go) {
    began.open();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted as it was asked to end", e);
    }
  }

  @Test
  final void anExceptionIsExitCodeOne() throws Exception {
    Child child =
        start(
            context()
                .child(
                    () -> {
                      throw new IllegalStateException("a child that fails, for a test");
                    }));
    child.join();
    assertThat(child.exitCode()).hasValue(1);
  }

  @Test
  final void knowsItsNameFromInside() throws Exception {
    FileLatch given = latch("given");
    Child named = start(context().child(() -> given.open(Child.currentName())).name("crawler"));
    named.join();
    assertThat(given.awaitFrom(named)).isEqualTo("crawler");
    FileLatch chosen = latch("chosen");
    Child child = start(context().child(() -> chosen.open(Child.currentName())));
    child.join();
    assertThat(chosen.awaitFrom(child)).isEqualTo(child.name()).matches("Process-\\d+");
    assertThat(Child.currentName()).isEqualTo("MainProcess");
  }

  @Test
  final void isNumberedInTheOrderOfItsMaking() {
    int first = Integer.parseInt(context().child(() -> {}).name().substring("Process-".length()));
    assertThat(context().child(() -> {}).name()).isEqualTo("Process-" + (first + 1));
  }

  @Test
  final void mayHaveChildren() throws Exception {
    FileLatch names = latch("names");
    Child child = start(context().child(() -> nameAChild(names)));
    child.join();
    assertThat(child.exitCode()).hasValue(0);
    assertThat(names.awaitFrom(child)).isEqualTo(child.name() + ":1");
  }

  private static void nameAChild(FileLatch names) {
    Child child = Context.platformThreads().child(() -> names.open(Child.currentName())).start();
    try {
      child.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted as it was asked to end", e);
    }
  }

  @Test
  final void aDaemonMayHaveNoChildren() throws Exception {
    FileLatch refused = latch("refused");
    Child daemon = context().child(() -> tryToHaveAChild(refused)).daemon(true).name("devil");
    assertThat(daemon.isDaemon()).isTrue();
    start(daemon).join();
    assertThat(refused.awaitFrom(daemon))
        .startsWith("devil is a daemon and cannot have children: Process-");
  }

  private static void tryToHaveAChild(FileLatch refused) {
    try {
      Context.virtualThreads().child(() -> {}).start();
    } catch (IllegalStateException e) {
      refused.open(String.valueOf(e.getMessage()));
    }
  }

  @Test
  final void aSubclassSaysWhatItDoes() throws Exception {
    Path file = directory.resolve("greeting");
    Child child = start(new Greeter(context(), "world", file.toString()));
    child.join();
    assertThat(child.exitCode()).hasValue(0);
    assertThat(file).hasContent("hello world from " + child.name());
  }

  private static final class Greeter extends Child {
    private static final long serialVersionUID = 1L;

    private final String whom;
    private final String file;

    Greeter(Context context, String whom, String file) {
      super(context);
      this.whom = whom;
      this.file = file;
    }

    @Override
    public void run() throws Exception {
      Files.writeString(Path.of(file), "hello %s from %s".formatted(whom, currentName()));
    }
  }

  @Test
  final void runCalledDirectlyStartsNothing() throws Exception {
    FileLatch ran = latch("ran");
    Child child = context().child(() -> ran.open(Child.currentName()));
    child.run();
    assertThat(ran.isOpen()).isTrue();
    assertThat(ran.await()).isEqualTo("MainProcess");
    assertThat(child.isAlive()).isFalse();
    assertThat(child.exitCode()).isEmpty();
    assertThat(child.pid()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(child::join)
        .withMessage(child.name() + " was not started in this process");
    assertThatIllegalStateException().isThrownBy(child::terminate);
    assertThatIllegalStateException().isThrownBy(child::kill);
  }

  @Test
  final void terminateEndsOneThatWaits() throws Exception {
    assumeConcurrent();
    FileLatch began = latch("began");
    FileLatch never = latch("never");
    Child child = start(new Waiter(context(), began, never));
    began.awaitFrom(child);
    child.terminate();
    child.join();
    assertThat(child.isAlive()).isFalse();
    assertThat(child.exitCode().orElseThrow()).isNotZero();
  }

  private static final class Waiter extends Child {
    private static final long serialVersionUID = 1L;

    private final FileLatch began;
    private final FileLatch never;

    Waiter(Context context, FileLatch began, FileLatch never) {
      super(context);
      this.began = began;
      this.never = never;
    }

    @Override
    public void run() throws InterruptedException {
      began.open();
      never.await();
    }
  }

  @Test
  final void isNamedBeforeItStarts() throws Exception {
    Child child = start(context().child(() -> {}));
    child.join();
    assertThatIllegalStateException().isThrownBy(() -> child.name("late"));
    assertThatIllegalStateException().isThrownBy(() -> child.daemon(true));
  }
}
