package io.lanemark.guard.input;

import io.lanemark.guard.regression.Measured;
import io.lanemark.results.BadResultsException;
import io.lanemark.results.Case;
import io.lanemark.results.ResultsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads one side of a comparison.
public final class SideReader {

  private static final Pattern JSON_NAME = Pattern.compile("[^.].*\\.json(\\.gz)?");
  private static final String TWICE = "the same forks must not count twice";

  private final List<RunNumber> numbers;
  private final Any selected;
  private final Map<String, Path> filesByHash = new HashMap<>();

  private SideReader(List<RunNumber> numbers, Any selected) {
    this.numbers = numbers;
    this.selected = selected;
  }

  /// Reads results folders, files of JMH's JSON, and folders of such files, in any mix.
  ///
  /// @param sources at least one
  /// @param numbers what is read from results folders; of JMH's JSON it is the score, whatever is
  ///   chosen
  /// @param selected which cases are kept
  /// @return what was measured, in the order of the sources; a case may occur more than once; empty
  ///   if none is selected
  /// @throws BadResultsException if a source cannot be read, is given twice (also as a copy, or
  ///   gzipped), or if there is no case to select from
  public static List<Measured> read(
      List<Path> sources, List<RunNumber> numbers, Predicate<Case> selected) {
    refuseTwice(sources);
    Any any = new Any(selected);
    SideReader reader = new SideReader(numbers, any);
    List<Measured> measured = sources.stream().flatMap(each -> reader.read(each).stream()).toList();
    if (!any.seen) {
      throw new BadResultsException(
          sources.getFirst(), "no case in it; JMH leaves out benchmarks that fail");
    }
    return measured;
  }

  private static void refuseTwice(List<Path> sources) {
    Set<Path> seen = new HashSet<>();
    for (Path source : sources) {
      Path path = identity(source);
      List<Path> files = Files.isDirectory(path) ? files(path) : List.of();
      for (Path each : files.isEmpty() ? List.of(path) : files) {
        if (!seen.add(identity(each))) {
          throw new BadResultsException(source, "given twice on one side; " + TWICE);
        }
      }
    }
  }

  /// Reads which Java the forks of files of JMH's JSON, and of folders of such files, ran on.
  ///
  /// @param sources not results folders, which say more: [ResultsFolder#run]
  /// @return version and name of each virtual machine; empty if none is named
  /// @throws BadResultsException if a source cannot be read
  public static SortedSet<String> javas(List<Path> sources) {
    return sources.stream()
        .flatMap(source -> (Files.isDirectory(source) ? files(source) : List.of(source)).stream())
        .flatMap(file -> JmhJson.javas(file).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> files(Path folder) {
    return ResultsFolder.holdsRun(folder) ? List.of() : jsonFiles(folder);
  }

  private List<Measured> read(Path source) {
    return Files.isDirectory(source) ? folder(source) : file(source);
  }

  /// Files of JMH's JSON count in the order of their names.
  private List<Measured> folder(Path folder) {
    if (ResultsFolder.holdsRun(folder)) {
      return RunScores.read(folder, numbers, selected);
    }
    List<Path> files = jsonFiles(folder);
    if (files.isEmpty()) {
      throw new BadResultsException(
          folder,
          "no results in it; expected files of JMH's JSON ('-rf json'), .json or .json.gz, or what"
              + " 'run' wrote");
    }
    return files.stream().flatMap(each -> file(each).stream()).toList();
  }

  private List<Measured> file(Path file) {
    JmhJson.Content content = JmhJson.read(file, selected);
    Path other = content.measured().isEmpty() ? null : filesByHash.put(content.hash(), file);
    if (other != null) {
      throw new BadResultsException(file, "has the same content as %s; %s".formatted(other, TWICE));
    }
    return content.measured();
  }

  private static List<Path> jsonFiles(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> JSON_NAME.matcher(entry.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw BadResultsException.unreadable(folder, e);
    }
  }

  private static Path identity(Path source) {
    try {
      return source.toRealPath();
    } catch (IOException e) {
      if (Files.exists(source)) {
        throw new BadResultsException(
            source, "it is a pipe, which can be read only once; write it to a file first");
      }
      throw BadResultsException.unreadable(source, e);
    }
  }

  /// Remembers whether there was anything to select from.
  private static final class Any implements Predicate<Case> {
    private final Predicate<Case> selected;
    private boolean seen;

    Any(Predicate<Case> selected) {
      this.selected = selected;
    }

    @Override
    public boolean test(Case measured) {
      seen = true;
      return selected.test(measured);
    }
  }
}
