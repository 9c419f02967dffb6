// A book of many tasks, made through the table itself: one block of new tasks, as somebody would paste it.
import { rpc } from './book';

const WORKS = ['Đẩy mạnh hạ tầng số', 'Rà soát thủ tục hành chính', 'Hoàn thành số hóa hồ sơ', 'Bảo đảm an toàn thông tin', 'Tập huấn cán bộ'];
const AREAS = ['TC1', 'TC2', 'TC3', 'ĐM1', 'ĐM2', 'ĐM3', 'ĐM4', 'ĐM5'];
const LEADS = ['Bộ Công an', 'Bộ TT&TT', 'Bộ Nội vụ', 'Bộ Tư pháp', 'Bộ Quốc phòng', ''];
const OWNERS = ['Nguyễn Thị Hòa', 'Trần Văn Bình', 'Lê Minh Châu', ''];
const two = (number: number) => String(number).padStart(2, '0');

/** Adds `count` tasks to the book of a session, in blocks, each one act. */
export async function addMany(session: string, count: number) {
  const columns = ['code', 'statement', 'focus_area', 'agency', 'deadline', 'priority', 'owner'];
  const row = (n: number) => [
    `X${String(n).padStart(5, '0')}`,
    `${WORKS[n % WORKS.length]} tại đơn vị số ${n}, đợt ${(n % 12) + 1}`,
    AREAS[n % AREAS.length],
    LEADS[n % LEADS.length],
    n % 3 ? `${two((n % 28) + 1)}/${two((n % 12) + 1)}/2024` : '',
    ['Cao', 'Bình thường', 'Thấp'][n % 3],
    OWNERS[n % OWNERS.length],
  ];
  for (let from = 0; from < count; from += 2000) {
    const cells = Array.from({ length: Math.min(2000, count - from) }, (_, n) => row(from + n));
    await rpc(session, 'task_paste', { tasks: [], columns, cells, add: true, assigned_on: '2024-01-02' });
  }
}
