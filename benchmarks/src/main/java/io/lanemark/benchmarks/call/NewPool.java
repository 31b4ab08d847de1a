package io.lanemark.benchmarks.call;

import io.lanemark.model.ExecutionModel;
import io.lanemark.task.TaskExecutor;
import java.util.ArrayList;
import java.util.List;

/// From the making of a pool until it has answered once.
final class NewPool implements Calls {

  private final ExecutionModel model;
  private final ExecutionModel.Opening opening;
  private final Answers answers = new Answers(Tasks.ANSWER);
  private final List<TaskExecutor> opened = new ArrayList<>();

  /// @param model makes the pools
  /// @param opening how
  NewPool(ExecutionModel model, ExecutionModel.Opening opening) {
    this.model = model;
    this.opening = opening;
  }

  @Override
  public void call() throws Exception {
    TaskExecutor executor = model.open(opening);
    opened.add(executor);
    answers.add(executor.submit(Tasks.EMPTY).get());
  }

  @Override
  public void check() throws WrongAnswerException {
    opened.forEach(TaskExecutor::close);
    opened.clear();
    answers.check();
  }

  @Override
  public void close() {
    // Each check has put away what there was.
  }
}
