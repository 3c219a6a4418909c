/** Votes by an operator's own rules: CEL expressions over typed facts, read from one YAML file. */
@NullMarked
package org.prytany.policy;

import org.jspecify.annotations.NullMarked;
