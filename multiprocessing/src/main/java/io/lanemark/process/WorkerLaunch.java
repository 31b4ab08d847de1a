package io.lanemark.process;

import io.lanemark.process.launch.ChildJvm;
import io.lanemark.process.worker.WorkerMain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How workers are started.
///
/// @param jvm its JVM, without an AOT cache
/// @param aotCache which it starts from, where there is one
/// @param output what becomes of what it prints
record WorkerLaunch(JvmSettings jvm, WorkerAotCache aotCache, WorkerOutput output) {

  /// Starts one; waits for an AOT cache, where the pool was built so.
  ///
  /// @param name of the worker, for those who list processes
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
