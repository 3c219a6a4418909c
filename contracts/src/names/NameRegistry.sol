// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A registry of names as EIP-137 has it, for tests: what the Ethereum Name Service's own does, without time to live.
contract NameRegistry {
    struct Record {
        address owner;
        address resolver;
    }

    mapping(bytes32 node => Record) private _records;

    error NotTheOwner(bytes32 node);

    modifier onlyOwnerOf(bytes32 node) {
        if (_records[node].owner != msg.sender) revert NotTheOwner(node);
        _;
    }

    constructor() {
        _records[0].owner = msg.sender;
    }

    function owner(bytes32 node) external view returns (address) {
        return _records[node].owner;
    }

    function resolver(bytes32 node) external view returns (address) {
        return _records[node].resolver;
    }

    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    function setResolver(bytes32 node, address resolver_) external onlyOwnerOf(node) {
        _records[node].resolver = resolver_;
    }

    function setSubnodeOwner(bytes32 node, bytes32 label, address owner_) external onlyOwnerOf(node) returns (bytes32) {
        bytes32 subnode = keccak256(abi.encodePacked(node, label));
        _records[subnode].owner = owner_;
        return subnode;
    }

    function setSubnodeRecord(bytes32 node, bytes32 label, address owner_, address resolver_, uint64)
        external
        onlyOwnerOf(node)
    {
        _records[keccak256(abi.encodePacked(node, label))] = Record(owner_, resolver_);
    }
}
