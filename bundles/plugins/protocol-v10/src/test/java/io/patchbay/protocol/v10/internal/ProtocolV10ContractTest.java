package io.patchbay.protocol.v10.internal;

import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.contract.ProtocolContract;

class ProtocolV10ContractTest implements ProtocolContract {
    @Override
    public ProtocolVersion plugin() {
        return new ProtocolV10();
    }
}
