package io.lanemark.benchmarks.plan;

import io.lanemark.benchmarks.operation.Operations;
import io.lanemark.process.ipc.Codec;
import io.lanemark.process.ipc.CodecException;
import io.lanemark.process.ipc.Limits;
import io.lanemark.registry.BadProviderException;
import io.lanemark.workload.Arguments;
import io.lanemark.workload.CeilingLoad;
import io.lanemark.workload.Parameter;
import io.lanemark.workload.Workload;
import io.lanemark.workload.WorkloadProvider;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// Checks before the first trial what a provider promises, so that a fault in a user's code is
/// reported in one line that names the workload.
public final class WorkloadContract {

  /// Names are parts of folder names and of command lines.
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

  private WorkloadContract() {}

  /// Refuses a provider with missing or invalid declarations.
  ///
  /// @param provider has a name
  /// @throws BadProviderException if it threw, returned null, or has invalid names
  public static void checkDeclaration(WorkloadProvider provider) {
    String name = provider.name();
    if (!NAME.matcher(name).matches()) {
      throw refused(
          provider, "a name must be lower-case words joined by hyphens, for example 'my-work'");
    }
    if (Operations.find(name).isPresent()) {
      throw refused(provider, "an operation already has this name; --list shows all operations");
    }
    answer(provider, "kind", provider::kind);
    answer(provider, "description", provider::description);
    answer(provider, "backends", provider::backends);
    Set<String> seen = new HashSet<>();
    for (Parameter parameter : answer(provider, "parameters", provider::parameters)) {
      if (parameter == null) {
        throw refused(provider, "one of its parameters is null");
      }
      if (!PARAMETER.matcher(parameter.name()).matches()) {
        throw refused(
            provider,
            "a parameter name must begin with a letter and have only letters, digits, '.', '_' and '-': '%s'"
                .formatted(parameter.name()));
      }
      if (!seen.add(parameter.name())) {
        throw refused(provider, "two parameters have the name '%s'".formatted(parameter.name()));
      }
      if (parameter.defaultValue().contains(",")) {
        throw refused(
            provider,
            "the default of '%s' has a comma, which separates parameters: '%s'"
                .formatted(parameter.name(), parameter.defaultValue()));
      }
    }
  }

  /// Creates the workload, and encodes and decodes it, as happens to every task of a process pool.
  ///
  /// @param provider passed [#checkDeclaration]
  /// @param arguments a value for each of its parameters
  /// @throws BadProviderException if a value is invalid, its code throws anything, or the workload
  ///   cannot be serialised
  static void checkWorkload(WorkloadProvider provider, Arguments arguments) {
    Workload<?> workload = answer(provider, "create", () -> provider.create(arguments));
    Codec codec = new Codec(Limits.DEFAULT);
    try {
      codec.decode(codec.encode(workload));
    } catch (CodecException e) {
      throw new BadProviderException(
          "the workload '%s' cannot be sent to worker processes: %s"
              .formatted(provider.name(), e.getMessage()),
          e);
    }
  }

  /// Asks how the backends are measured alone.
  ///
  /// @param provider passed [#checkDeclaration]
  /// @param arguments a value for each of its parameters
  /// @return what the provider returns
  /// @throws BadProviderException if it threw, or returned null
  static Optional<CeilingLoad> ceiling(WorkloadProvider provider, Arguments arguments) {
    return answer(provider, "ceiling", () -> provider.ceiling(arguments));
  }

  private static <T> T answer(WorkloadProvider provider, String method, Callable<T> question) {
    T answer;
    try {
      answer = question.call();
    } catch (IllegalArgumentException e) {
      throw new BadProviderException(
          "the workload '%s': %s".formatted(provider.name(), e.getMessage()), e);
    } catch (Throwable e) {
      throw new BadProviderException(
          "the workload '%s': %s.%s threw %s"
              .formatted(
                  provider.name(),
                  provider.getClass().getName(),
                  method,
                  BadProviderException.words(e)),
          e);
    }
    if (answer == null) {
      throw refused(
          provider, "%s.%s returned null".formatted(provider.getClass().getName(), method));
    }
    return answer;
  }

  private static BadProviderException refused(WorkloadProvider provider, String reason) {
    return new BadProviderException(
        "the workload '%s': %s".formatted(provider.name(), reason), null);
  }
}
