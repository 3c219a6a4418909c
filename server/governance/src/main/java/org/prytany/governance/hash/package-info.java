/** SHA-256 over canonical bytes: how content, actions and effects get their identity. */
@NullMarked
package org.prytany.governance.hash;

import org.jspecify.annotations.NullMarked;
