package io.lanemark.cli.command;

import io.lanemark.cli.option.ComparisonOptions;
import io.lanemark.cli.option.PathList;
import io.lanemark.cli.option.VerdictOutputs;
import io.lanemark.guard.acceptance.AcceptedChanges;
import io.lanemark.guard.input.CaseFilter;
import io.lanemark.guard.input.RunNumber;
import io.lanemark.guard.input.SideReader;
import io.lanemark.guard.regression.Comparison;
import io.lanemark.guard.regression.Measured;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lanemark compare`: gives verdicts on two results.
@Command(
    name = "compare",
    header = "Compare two results: which cases became slower?",
    customSynopsis = {
      "lanemark compare [OPTIONS] BASE[,BASE...] CANDIDATE[,CANDIDATE...]",
      "       lanemark compare [OPTIONS] --base=PATH... --candidate=PATH..."
    },
    description =
        "Gives a verdict for each case: REGRESSED, IMPROVED, SAME, INCONCLUSIVE, NO BASELINE or"
            + " INFRASTRUCTURE. Each side is a results folder, a JSON file of JMH ('-rf json',"
            + " gzipped or not) or a folder of such files. A path that exists is taken as it is,"
            + " with its commas.",
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:no regression",
      "1:a regression, or an accepted change has expired",
      "2:with --strict: a case is inconclusive or only in the base, or nothing could be compared",
      "3:no regression shown, but trials failed",
      "64:wrong usage",
      "65:results or accepted changes cannot be read",
      "73:an output cannot be written"
    },
    footer = {
      "  scripts/lanemark compare main.json branch.json",
      "  scripts/lanemark compare 1.json.gz,2.json.gz branch.json --strict",
      "  scripts/lanemark compare monday/ tuesday/ --number score,p99,memory",
      "  scripts/lanemark compare a.json b.json --margin 2%% --margin Parser=10%%",
      "  scripts/lanemark compare main.json branch.json --accepted accepted.json",
      "  scripts/lanemark compare a.json b.json --markdown comment.md --github"
    })
public final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "BASE",
      converter = PathList.Converter.class,
      description = "The old results; several paths count as one side.")
  private @Nullable PathList first;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CANDIDATE",
      converter = PathList.Converter.class,
      description = "The new results; several paths count as one side.")
  private @Nullable PathList second;

  @Option(
      names = "--base",
      paramLabel = "PATH",
      description = "The old results, instead of BASE. Can be repeated.")
  private List<Path> base = List.of();

  @Option(
      names = "--candidate",
      paramLabel = "PATH",
      description = "The new results, instead of CANDIDATE. Can be repeated.")
  private List<Path> candidate = List.of();

  @Mixin private ComparisonOptions comparison;

  @Option(
      names = "--number",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "score,p99,memory,cpu",
      description =
          "Figures of results folders to compare: score, memory (PSS), cpu (per task) and"
              + " percentiles of the residence time, for example p99.9. For JSON of JMH it is"
              + " always the score. Default: ${DEFAULT-VALUE}.")
  private List<String> numbers = List.of();

  @Mixin private VerdictOutputs outputs;

  @Override
  public Integer call() throws InterruptedException {
    List<Path> old = side(first, base);
    List<Path> current = side(second, candidate);
    outputs.check(comparison.with(Stream.of(old, current).flatMap(List::stream).toList()));
    AcceptedChanges accepted = comparison.accepted();
    List<RunNumber> chosen = chosenNumbers();
    List<Measured> before = read(old, chosen);
    List<Measured> now = read(current, chosen);
    comparison.requireAny(before, now);
    Comparison compared =
        accepted.applyTo(
            Comparison.of(before, now, comparison.settings()).remarkedWhereNothingIsInCommon());
    outputs.publish(names(old), names(current), compared, comparison, spec.commandLine().getOut());
    return outputs.exitCode(compared.outcome(comparison.strict()).exitCode()).number();
  }

  private List<Path> side(@Nullable PathList argument, List<Path> options) {
    if ((argument == null) == options.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "give both sides, either as BASE and CANDIDATE or as --base and --candidate");
    }
    return argument == null ? options : argument.paths();
  }

  private List<RunNumber> chosenNumbers() {
    try {
      return numbers.stream().distinct().map(RunNumber::named).toList();
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e);
    }
  }

  private ParameterException wrongUsage(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
  }

  private List<Measured> read(List<Path> sources, List<RunNumber> chosen) {
    CaseFilter filter = comparison.filter();
    return SideReader.read(sources, chosen, measured -> filter.selects(measured.key()));
  }

  private static String names(List<Path> sources) {
    return String.join(", ", sources.stream().map(Path::toString).toList());
  }
}
