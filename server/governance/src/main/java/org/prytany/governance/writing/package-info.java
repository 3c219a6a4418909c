/**
 * What an operator's language model writes beside a digest, and which of it is shown. It stands
 * last: nothing that decides, compares, finds, votes or pays can reach it.
 */
@NullMarked
package org.prytany.governance.writing;

import org.jspecify.annotations.NullMarked;
