package io.lanemark.process.launch;

import java.util.List;
import java.util.Optional;

/// Identifies an AOT cache by everything that its content depends on. The JVM itself does not
/// notice a changed jar (JDK-8377932): it runs the old classes.
///
/// Options of the form `-Dname=value` are left out: they change from run to run, and what is cached
/// does not depend on them.
///
/// @param fileName of the cache
public record AotCacheKey(String fileName) {
  private static final String SUFFIX = ".aot";

  /// Options for other class archives, and those that add code from outside the class path. For any
  /// other incompatible option, the JVM reports that when a cache is made.
  private static final List<String> INCOMPATIBLE =
      List.of(
          "-Xshare",
          "-XX:AOT",
          "-XX:SharedArchiveFile",
          "-XX:ArchiveClassesAtExit",
          "-XX:Flags",
          "-XX:VMOptionsFile",
          "-Xbootclasspath",
          "-Xrun",
          "-agentlib",
          "-agentpath",
          "-javaagent",
          "-Djava.system.class.loader",
          "--module-path",
          "--patch-module",
          "--upgrade-module-path",
          "@");

  /// The key of a JVM like this one.
  ///
  /// @param options of the JVM, from the command line and the environment
  /// @param classPath in the platform's syntax
  /// @return reads only files that are new or have changed
  /// @throws NoAotCacheException if no cache is possible for it
  public static AotCacheKey of(List<String> options, String classPath) throws NoAotCacheException {
    Optional<String> incompatible =
        options.stream().filter(AotCacheKey::isIncompatible).findFirst();
    if (incompatible.isPresent()) {
      throw new NoAotCacheException(
          "the JVM option %s cannot be combined with an AOT cache".formatted(incompatible.get()));
    }
    Fingerprint fingerprint = new Fingerprint();
    for (String property : List.of("java.home", "java.vm.name", "java.vm.version", "os.arch")) {
      fingerprint.add(System.getProperty(property));
    }
    options.stream().filter(option -> !option.startsWith("-D")).forEach(fingerprint::add);
    ClassPathContents.addTo(fingerprint, classPath);
    return new AotCacheKey(fingerprint + SUFFIX);
  }

  private static boolean isIncompatible(String option) {
    return INCOMPATIBLE.stream().anyMatch(option::startsWith);
  }
}
