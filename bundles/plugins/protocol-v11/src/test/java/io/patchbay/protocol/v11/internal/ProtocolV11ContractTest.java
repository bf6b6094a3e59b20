package io.patchbay.protocol.v11.internal;

import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.contract.ProtocolContract;

class ProtocolV11ContractTest implements ProtocolContract {
    @Override
    public ProtocolVersion plugin() {
        return new ProtocolV11();
    }
}
