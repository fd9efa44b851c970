import './log.css';
import './logList.ts';
import './logPage.ts';

document.body.append(document.createElement('log-page'));
