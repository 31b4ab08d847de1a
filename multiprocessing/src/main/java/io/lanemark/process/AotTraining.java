package io.lanemark.process;

import io.lanemark.process.launch.AotCacheFolder;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.process.launch.ProcessFamily;
import io.lanemark.process.worker.TaskThreads;
import io.lanemark.process.worker.WorkerMain;
import io.lanemark.task.SerializableCallable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes an AOT cache with a real worker that boots, runs a few tasks and leaves: its JVM writes
/// the cache when it exits. Then starts a second worker that does not boot without that cache.
///
/// The initializer of the pool does not run: its side effects should happen in workers only.
///
/// @param jvm of the workers
/// @param threads which of their threads run tasks
/// @param limit for each of the two
record AotTraining(JvmSettings jvm, TaskThreads threads, Duration limit)
    implements AotCacheFolder.Maker {
  private static final int TASKS = 200;

  @Override
  public void make(Path draft)
      throws IOException, AotCacheFolder.RefusedException, InterruptedException {
    run(this::train, "-XX:AOTCacheOutput=" + draft);
    Path recorded = draft.resolveSibling(draft.getFileName() + ".config");
    if (Files.notExists(draft) && Files.exists(recorded)) {
      run(pool -> assemble(pool, recorded, draft));
    }
    if (Files.notExists(draft)) {
      throw new IOException("the JVM wrote no AOT cache");
    }
    run(this::train, "-XX:AOTMode=on", "-XX:AOTCache=" + draft);
  }

  private void train(ProcessPool pool)
      throws ExecutionException, InterruptedException, TimeoutException {
    for (int i = 0; i < TASKS; i++) {
      pool.submit(new Registered("task", i)).get(limit.toNanos(), TimeUnit.NANOSECONDS);
      pool.submit(new Serialised(List.of(i))).get(limit.toNanos(), TimeUnit.NANOSECONDS);
      pool.submit(AotTraining::lambda).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /// Does what the JVM that has recorded does by itself, unless the class path is too long: it
  /// hands that to another JVM in one variable of the environment. In a worker, so that the other
  /// JVM ends with this one.
  private void assemble(ProcessPool pool, Path recorded, Path draft)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<String> options = new ArrayList<>(jvm.options());
    options.addAll(
        List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded, "-XX:AOTCache=" + draft));
    pool.submit(new Assembly(jvm.javaHome().toString(), options, jvm.classPath()))
        .get(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void run(Work work, String... furtherOptions)
      throws IOException, AotCacheFolder.RefusedException, InterruptedException {
    List<String> options = new ArrayList<>(jvm.options());
    // Its last lines say why a JVM did not start.
    options.add("-XX:+DisplayVMOutputToStderr");
    options.addAll(List.of(furtherOptions));
    ProcessPool pool =
        ProcessPoolBuilder.ofOneWorker(jvm.withOptions(options), threads)
            .register(Registered.class)
            .output(new WorkerOutput.Discard())
            .aotCache(AotCacheUse.OFF)
            .grace(limit)
            .start();
    try {
      work.in(pool);
      pool.shutdown();
      if (!pool.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("it took longer than " + limit);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WorkerBootException refusal) {
        throw new AotCacheFolder.RefusedException(
            "with %s: %s".formatted(String.join(" ", furtherOptions), refusal.getMessage()),
            refusal);
      }
      throw new IOException(e);
    } catch (TimeoutException e) {
      throw new IOException("it took longer than " + limit, e);
    } finally {
      end(pool);
    }
  }

  /// Ends it at once, with the JVM that the first worker may have started to write the cache.
  private static void end(ProcessPool pool) {
    List<Long> pids = pool.pids();
    pool.shutdownNow();
    for (long pid : pids) {
      ProcessHandle.of(pid).ifPresent(ProcessFamily::killTree);
    }
    pool.close();
  }

  /// What a worker is started for.
  private interface Work {
    void in(ProcessPool pool) throws ExecutionException, InterruptedException, TimeoutException;
  }

  /// Starts the JVM that makes a cache of what was recorded, and waits for its end.
  private record Assembly(String javaHome, List<String> options, String classPath)
      implements SerializableCallable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
      return new JvmCommand(
              Path.of(javaHome),
              options,
              classPath,
              WorkerMain.class.getName(),
              List.of(),
              Set.of(),
              Map.of(),
              null)
          .startOnOwnOutput()
          .waitFor();
    }
  }

  private static int lambda() {
    return 1;
  }

  /// A task and a result that are encoded in the pool's own form.
  private record Registered(String name, int number) implements SerializableCallable<Registered> {
    @Override
    public Registered call() {
      return this;
    }
  }

  /// A task and a result that are encoded by Java serialisation.
  private record Serialised(List<Integer> numbers) implements SerializableCallable<Serialised> {
    @Override
    public Serialised call() {
      return this;
    }
  }
}
