import { MonitorLoading } from "../../../features/monitor/components/monitor-loading.tsx";

/** The monitor in its shape, while its first page is read. */
export default function Loading() {
  return <MonitorLoading />;
}
