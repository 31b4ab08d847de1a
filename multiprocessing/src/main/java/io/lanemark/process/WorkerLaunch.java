package io.lanemark.process;

import io.lanemark.process.launch.ChildJvm;
import io.lanemark.process.launch.JvmCommand;
import io.lanemark.process.launch.LineSink;
import io.lanemark.process.launch.ProcessFamily;
import io.lanemark.process.worker.WorkerMain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How workers are started.
///
/// @param jvm its JVM, without an AOT cache
/// @param aotCache from which it starts, if there is one
/// @param output what happens to its output
/// @param pool the family of all workers
record WorkerLaunch(
    JvmSettings jvm, WorkerAotCache aotCache, WorkerOutput output, ProcessFamily pool) {

  /// Starts one; waits for an AOT cache if the pool is built so.
  ///
  /// @param name of the worker, for lists of processes
  /// @param threadName first part of the names of the threads that read what it prints
  ChildJvm start(String name, String threadName) throws IOException {
    List<String> options = new ArrayList<>(jvm.options());
    options.addAll(aotCache.options());
    ProcessFamily family = pool.createInner();
    JvmCommand command = jvm.withOptions(options).command(WorkerMain.class, name);
    try {
      return ChildJvm.watch(
          family.mark(command).start(),
          family,
          WorkerOutputSink.of(output, name, WorkerOutput.Stream.OUT),
          WorkerOutputSink.of(output, name, WorkerOutput.Stream.ERR),
          threadName);
    } catch (RuntimeException | Error e) {
      // Without another thread, the JDK leaves a process that it has started and cannot watch.
      family.kill();
      throw e;
    }
  }

  /// Says something about a worker where its own standard error goes.
  void say(String name, String text) {
    try (LineSink errors = WorkerOutputSink.of(output, name, WorkerOutput.Stream.ERR)) {
      errors.accept(text);
    } catch (Throwable e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
