package io.lanemark.benchmarks.python;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Looks for Python on the path.
final class PythonCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Interpreter python = python();
    if (python.absence().isEmpty()) {
      return ConditionEvaluationResult.enabled(python.description());
    }
    return System.getenv("CI") == null
        ? ConditionEvaluationResult.disabled("needs python3 on the path: " + python.absence())
        : ConditionEvaluationResult.enabled("CI is set, where a python3 must be installed");
  }

  static Interpreter python() {
    try {
      return Interpreter.find();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
