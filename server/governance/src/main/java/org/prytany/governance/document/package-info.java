/**
 * What a description is written in: the text that readers are meant to see, told from its wrapping.
 */
@NullMarked
package org.prytany.governance.document;

import org.jspecify.annotations.NullMarked;
