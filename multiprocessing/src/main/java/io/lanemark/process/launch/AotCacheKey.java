package io.lanemark.process.launch;

import java.util.List;
import java.util.Optional;

/// All that the content of an AOT cache depends on. The JVM itself does not notice a jar that has
/// changed (JDK-8377932): it runs the old classes.
///
/// Options of the form `-Dname=value` are left out: they change from run to run, and what is cached
/// does not depend on them.
///
/// @param fileName of the cache
public record AotCacheKey(String fileName) {
  private static final String SUFFIX = ".aot";

  /// Other archives of classes, and what brings in code that the class path does not show. What
  /// else the JVM does not combine with a cache it says when one is made.
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
  /// @param options of the JVM, from wherever it takes them
  /// @param classPath in the platform's syntax
  /// @return reads what it has not read before
  /// @throws NoAotCacheException if there cannot be a cache for it
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
