package org.prytany.inference.generation;

import org.jspecify.annotations.Nullable;

/** Which tokens may come next. A value: what follows a token is another one. */
interface Constraint {

  /** Anything may come. */
  Constraint NONE =
      new Constraint() {
        @Override
        public Constraint after(int token) {
          return this;
        }

        @Override
        public boolean mayEnd() {
          return true;
        }
      };

  /**
   * What may follow this token; null where the token may not come. Never asked of ending tokens.
   */
  @Nullable Constraint after(int token);

  /** Whether the answer may end here. */
  boolean mayEnd();
}
