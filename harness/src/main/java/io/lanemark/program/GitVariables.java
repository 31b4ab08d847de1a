package io.lanemark.program;

import java.util.Map;
import java.util.Set;

/// The variables by which Git tells a hook which repository, index and work tree it works on. A
/// program that works somewhere else, or on another commit, must not have them: its `git` would
/// write into that index.
final class GitVariables {

  /// What `git rev-parse --local-env-vars` lists, of all versions so far.
  static final Set<String> LOCAL =
      Set.of(
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_COMMON_DIR",
          "GIT_CONFIG",
          "GIT_CONFIG_COUNT",
          "GIT_CONFIG_PARAMETERS",
          "GIT_DIR",
          "GIT_GRAFT_FILE",
          "GIT_IMPLICIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_INTERNAL_SUPER_PREFIX",
          "GIT_NO_REPLACE_OBJECTS",
          "GIT_OBJECT_DIRECTORY",
          "GIT_PREFIX",
          "GIT_REPLACE_REF_BASE",
          "GIT_SHALLOW_FILE",
          "GIT_WORK_TREE");

  private GitVariables() {}

  static void removeFrom(Map<String, String> environment) {
    LOCAL.forEach(environment::remove);
  }
}
