import './metrics.css';
import { defineToolkit } from '../components/toolkit.ts';
import '../charts/chartTable.ts';
import '../charts/lineChart.ts';
import './metricsPage.ts';

defineToolkit();
document.body.append(document.createElement('metrics-page'));
