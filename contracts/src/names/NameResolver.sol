// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A resolver of names as EIP-137 and EIP-181 have it, for tests: whoever asks may set what it says.
contract NameResolver {
    mapping(bytes32 node => address) public addr;
    mapping(bytes32 node => string) public name;

    function setAddr(bytes32 node, address account) external {
        addr[node] = account;
    }

    function setName(bytes32 node, string calldata name_) external {
        name[node] = name_;
    }
}
