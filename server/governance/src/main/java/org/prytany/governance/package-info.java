/** The line that a proposal goes through, one package a stage; see docs/architecture.md. */
@NullMarked
package org.prytany.governance;

import org.jspecify.annotations.NullMarked;
