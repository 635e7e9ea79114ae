// session-contracts
import "../store/lab-session-store.ts";
