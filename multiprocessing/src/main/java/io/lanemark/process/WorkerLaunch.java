package io.lanemark.process;

import io.lanemark.process.launch.ChildJvm;
import io.lanemark.process.worker.WorkerMain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How workers are started.
///
/// @param jvm its JVM, without an AOT cache
/// @param aotCache from which it starts, if there is one
/// @param output what happens to its output
record WorkerLaunch(JvmSettings jvm, WorkerAotCache aotCache, WorkerOutput output) {

  /// Starts one; waits for an AOT cache if the pool is built so.
  ///
  /// @param name of the worker, for lists of processes
  /// @param threadName first part of the names of the threads that read what it prints
  ChildJvm start(String name, String threadName) throws IOException {
    List<String> options = new ArrayList<>(jvm.options());
    options.addAll(aotCache.options());
    return ChildJvm.watch(
        jvm.withOptions(options).command(WorkerMain.class, name).start(),
        WorkerOutputSink.of(output, name, WorkerOutput.Stream.OUT),
        WorkerOutputSink.of(output, name, WorkerOutput.Stream.ERR),
        threadName);
  }
}
