/// The same tasks on worker processes, threads and virtual threads. At run time it needs only the
/// JDK.
///
/// Start at [io.lanemark.multiprocessing.Context], or at [io.lanemark.process.ProcessPool] for
/// worker processes alone. Workers run on a class path: a program on the module path sets it with
/// [io.lanemark.process.ProcessPoolBuilder#classPath], because `java.class.path` is empty there.
module io.lanemark.multiprocessing {
  requires jdk.jfr;
  requires jdk.management;
  requires jdk.net;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.lanemark.multiprocessing;
  exports io.lanemark.process;
  exports io.lanemark.task;
}
