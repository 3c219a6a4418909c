/** Measures how well texts are compared with calls: real payloads, and changed copies of them. */
@NullMarked
package org.prytany.cli.evaluate;

import org.jspecify.annotations.NullMarked;
