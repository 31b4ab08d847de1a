package io.lanemark.benchmarks.jmh;

import io.lanemark.environment.JvmProbe;
import io.lanemark.results.Case;
import io.lanemark.results.Run.VariantDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The JVMs that a run compares: the one that every run has, and further ones with another runtime,
/// other arguments, or both. Forks and workers of a variant run on its JVM.
///
/// @param byName [Case#DEFAULT_VARIANT] first
/// @param descriptions what each is, in one line; none if there is only the default
public record JvmVariants(
    SequencedMap<String, MeasuredJvm> byName, List<VariantDescription> descriptions) {

  /// The oldest Java that runs all class files, including those of the libraries.
  private static final int LEAST_JAVA = 25;

  /// Folder names that do not describe the runtime in them.
  private static final Set<String> SAYING_NOTHING = Set.of("Home", "Contents", "jre");

  /// Names that a variant cannot have, because they mean something else.
  private static final Set<String> TAKEN = Set.of(Case.DEFAULT_VARIANT, Case.PYTHON);

  private static final JvmArguments NO_ARGUMENTS = new JvmArguments(List.of());

  /// Keeps the order of the map.
  public JvmVariants {
    byName = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byName));
    descriptions = List.copyOf(descriptions);
  }

  /// Every combination of a runtime and a set of arguments, the usual ones included. Each is
  /// started once, to check that it starts and to read its maximum heap.
  ///
  /// @param usual the JVM that runs if nothing is chosen
  /// @param homes folders of further runtimes
  /// @param arguments further sets of JVM arguments, each separated by spaces
  /// @return the usual one alone if nothing is given
  /// @throws IllegalArgumentException if a folder is not a runtime, a runtime is too old or refuses
  ///   its arguments, or two variants are the same
  /// @throws InterruptedException if interrupted while waiting for a JVM
  public static JvmVariants of(MeasuredJvm usual, List<Path> homes, List<String> arguments)
      throws InterruptedException {
    SequencedMap<String, MeasuredJvm> byName = new LinkedHashMap<>();
    if (homes.isEmpty() && arguments.isEmpty()) {
      byName.put(Case.DEFAULT_VARIANT, usual);
      return new JvmVariants(byName, List.of());
    }
    SequencedMap<Path, String> nameByHome = nameByHome(usual.javaHome(), homes);
    List<JvmArguments> sets =
        Stream.concat(Stream.of(NO_ARGUMENTS), arguments.stream().map(JvmArguments::parse))
            .toList();
    List<VariantDescription> descriptions = new ArrayList<>();
    for (Map.Entry<Path, String> home : nameByHome.entrySet()) {
      for (JvmArguments set : sets) {
        String name = name(home.getValue(), set);
        MeasuredJvm jvm = usual.with(home.getKey(), set);
        refuseTwin(byName, name, jvm);
        JvmProbe probe = JvmProbe.of(jvm.javaHome(), jvm.arguments());
        byName.put(name, jvm.withHeap(probe.maxHeapBytes()));
        descriptions.add(describe(name, jvm, probe));
      }
    }
    return new JvmVariants(byName, descriptions);
  }

  /// What a case of a variant runs on.
  ///
  /// @param variant one of the names
  /// @return its JVM
  /// @throws IllegalArgumentException if there is no such variant
  public MeasuredJvm named(String variant) {
    MeasuredJvm jvm = byName.get(variant);
    if (jvm == null) {
      throw new IllegalArgumentException(
          "no JVM for the variant '%s'; expected one of: %s"
              .formatted(variant, String.join(", ", byName.keySet())));
    }
    return jvm;
  }

  /// The heap limit of every variant.
  ///
  /// @return bytes by name, the default first
  public SequencedMap<String, Long> heapBytes() {
    SequencedMap<String, Long> heapBytes = new LinkedHashMap<>();
    byName.forEach((name, jvm) -> heapBytes.put(name, jvm.heapBytes()));
    return heapBytes;
  }

  private static SequencedMap<Path, String> nameByHome(Path usual, List<Path> homes)
      throws InterruptedException {
    SequencedMap<Path, String> nameByHome = new LinkedHashMap<>();
    nameByHome.put(real(usual), "");
    for (Path given : homes) {
      int feature = JvmProbe.of(given, List.of()).version().feature();
      if (feature < LEAST_JAVA) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "--jvm '%s' is Java %d; Lanemark needs Java %d or later",
                given,
                feature,
                LEAST_JAVA));
      }
      Path home = real(given);
      String name = telling(home);
      String unique =
          nameByHome.containsValue(name) || TAKEN.contains(name)
              ? name + "-" + nameByHome.size()
              : name;
      if (nameByHome.putIfAbsent(home, unique) != null) {
        throw new IllegalArgumentException(
            "--jvm '%s' is already in the run, which always includes %s"
                .formatted(given, real(usual)));
      }
    }
    return nameByHome;
  }

  private static Path real(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the JDK folder '%s' cannot be read: %s".formatted(home, e.getMessage()), e);
    }
  }

  /// The folder's name, as in `temurin-26.jdk/Contents/Home`.
  private static String telling(Path home) {
    Path folder = home;
    while (folder.getParent() != null
        && folder.getParent().getFileName() != null
        && SAYING_NOTHING.contains(folder.getFileName().toString())) {
      folder = folder.getParent();
    }
    return String.valueOf(folder.getFileName());
  }

  private static String name(String home, JvmArguments set) {
    String name =
        Stream.of(home, set.shortName())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? Case.DEFAULT_VARIANT : name;
  }

  private static void refuseTwin(Map<String, MeasuredJvm> present, String name, MeasuredJvm jvm) {
    present.forEach(
        (other, same) -> {
          if (other.equals(name) || same.runsLike(jvm)) {
            throw new IllegalArgumentException(
                "the JVM arguments '%s' do not differ from the variant '%s'"
                    .formatted(name, other));
          }
        });
  }

  private static VariantDescription describe(String name, MeasuredJvm jvm, JvmProbe probe) {
    return new VariantDescription(
        name,
        "Java %s, %s, %s; %s"
            .formatted(
                probe.version(), probe.vendor(), probe.vm(), String.join(" ", jvm.arguments())));
  }
}
